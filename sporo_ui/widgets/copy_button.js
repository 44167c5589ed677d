// Puts a text on the clipboard. The text comes in `data` and is never part of the page's markup.
const SHOWN_MS = 2000

async function put(text, near) {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text)
  // Plain HTTP from another machine: browsers leave only the old way there.
  const area = document.createElement("textarea")
  area.value = text
  near.append(area)
  area.select()
  const done = document.execCommand("copy")
  area.remove()
  if (!done) throw new Error("refused")
}

export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button")
  const say = (words) => { button.textContent = words }
  say(data.label)
  button.onclick = async () => {
    try {
      await put(data.text, parentElement)
      say("Copied")
    } catch {
      say("The browser did not allow it")
    }
    setTimeout(() => say(data.label), SHOWN_MS)
  }
}
