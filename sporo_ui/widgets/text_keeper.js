// Streamlit hands over a long text when the cursor leaves its box, and forgets it where that click also opens another
// page before the app has heard the first. So the text is told in every pause of the typing, and at the latest when
// the box is left: after a click it would call back the page that the click leaves. And before the page itself is
// closed or reloaded with a text in the box, the browser asks.
const PAUSE_MS = 300

export default function ({ data, parentElement, setTriggerValue }) {
  const keeper = parentElement
  const box = () => document.querySelector(`.st-key-${data.box} textarea`)
  const tell = () => {
    clearTimeout(keeper.pausing)
    keeper.pausing = null
    setTriggerValue("typed", box()?.value ?? "")
  }
  const typed = ({ target }) => {
    if (target !== box()) return
    clearTimeout(keeper.pausing)
    keeper.pausing = setTimeout(tell, PAUSE_MS)
  }
  const left = ({ target }) => { if (target === box() && keeper.pausing) tell() }
  const closing = (event) => { if (box()?.value.trim()) event.preventDefault() }
  // What was typed before this was here, unless the box was left since.
  if (box()?.value && document.activeElement === box() && !keeper.pausing) typed({ target: box() })
  document.addEventListener("input", typed)
  document.addEventListener("focusout", left)
  window.addEventListener("beforeunload", closing)
  return () => {
    clearTimeout(keeper.pausing)
    keeper.pausing = null
    document.removeEventListener("input", typed)
    document.removeEventListener("focusout", left)
    window.removeEventListener("beforeunload", closing)
  }
}
