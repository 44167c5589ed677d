// Streamlit hands over a long text when the cursor leaves its box, and forgets it where that click also opens another
// page before the app has heard the first. So the text is told in every pause of the typing. And before the page
// itself is closed or reloaded with a text in the box, the browser asks.
const PAUSE_MS = 300

export default function ({ data, parentElement, setTriggerValue }) {
  const box = () => document.querySelector(`.st-key-${data.box} textarea`)
  const typed = ({ target }) => {
    if (target !== box()) return
    clearTimeout(parentElement.pausing)
    parentElement.pausing = setTimeout(() => setTriggerValue("typed", target.value), PAUSE_MS)
  }
  const leaving = (event) => { if (box()?.value.trim()) event.preventDefault() }
  // What was typed before this was here.
  if (box()?.value && !parentElement.pausing) typed({ target: box() })
  document.addEventListener("input", typed)
  window.addEventListener("beforeunload", leaving)
  return () => {
    document.removeEventListener("input", typed)
    window.removeEventListener("beforeunload", leaving)
  }
}
