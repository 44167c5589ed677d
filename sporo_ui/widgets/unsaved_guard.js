// Streamlit saves a text box when the cursor leaves it. Closing or reloading the page before that would lose
// what was typed last, so the browser asks first.
export default function () {
  const typing = new Set()
  const began = ({ target }) => { if (target.tagName === "TEXTAREA") typing.add(target) }
  const saved = ({ target }) => typing.delete(target)
  const leaving = (event) => { if ([...typing].some((box) => box.isConnected)) event.preventDefault() }
  document.addEventListener("input", began)
  document.addEventListener("focusout", saved)
  window.addEventListener("beforeunload", leaving)
  return () => {
    document.removeEventListener("input", began)
    document.removeEventListener("focusout", saved)
    window.removeEventListener("beforeunload", leaving)
  }
}
