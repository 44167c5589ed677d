// Takes a text out of the app. It comes in `data` and is never part of the page's markup.
const SHOWN_MS = 2000
// The click that leaves a text box also saves it: the text to take is the one that comes back from that.
const SAVING_BEGINS_MS = 150
const LONGEST_SAVING_MS = 3000

const pause = (ms) => new Promise((resume) => setTimeout(resume, ms))

async function saved() {
  const app = document.querySelector("[data-test-script-state]")
  const end = Date.now() + LONGEST_SAVING_MS
  do await pause(SAVING_BEGINS_MS)
  while (app && app.dataset.testScriptState !== "notRunning" && Date.now() < end)
}

function download(text, name) {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), SHOWN_MS)
}

async function copy(text, near) {
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
  button.told = data
  button.onclick = async () => {
    try {
      await saved()
      const { text, name, done } = button.told
      if (name) download(text, name)
      else await copy(text, parentElement)
      say(done)
    } catch {
      say("The browser did not allow it")
    }
    setTimeout(() => say(data.label), SHOWN_MS)
  }
}
