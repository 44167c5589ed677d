// Puts a text on the clipboard. The text comes in `data` and is never part of the page's markup.
const SHOWN_MS = 2000
// The click that leaves a text box also saves it: the text to copy is the one that comes back from that.
const SAVING_BEGINS_MS = 150
const LONGEST_SAVING_MS = 3000

const pause = (ms) => new Promise((resume) => setTimeout(resume, ms))

async function saved() {
  const app = document.querySelector("[data-test-script-state]")
  const end = Date.now() + LONGEST_SAVING_MS
  do await pause(SAVING_BEGINS_MS)
  while (app && app.dataset.testScriptState !== "notRunning" && Date.now() < end)
}

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
  button.text = data.text
  button.onclick = async () => {
    try {
      await saved()
      await put(button.text, parentElement)
      say("Copied")
    } catch {
      say("The browser did not allow it")
    }
    setTimeout(() => say(data.label), SHOWN_MS)
  }
}
