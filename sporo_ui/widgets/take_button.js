// Takes a text out of the app. It comes in `data` and is never part of the page's markup.
const SHOWN_MS = 2000
const LONGEST_WAIT_MS = 5000

// The click that leaves a text box also saves it, so the text that is here may be the one from before. The app is
// asked for it: the question follows the saving on the same line, and what is answered to it has what was typed.
function asked(button) {
  const question = crypto.getRandomValues(new Uint32Array(2)).join("-")
  return new Promise((take) => {
    button.waiting = { question, take }
    setTimeout(() => take(button.told), LONGEST_WAIT_MS)
    button.ask("asked", question)
  })
}

function hear(button, data) {
  // What was just done stays to be read, unless the button takes something else now.
  if (button.told?.label !== data.label) button.textContent = data.label
  button.told = data
  if (button.waiting?.question === data.answers) button.waiting.take(data)
}

function download({ text, name }) {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), SHOWN_MS)
}

async function copy(asking, near) {
  if (navigator.clipboard && window.isSecureContext) {
    // The promise is handed over within the click: Safari refuses what comes to the clipboard later.
    const text = asking.then((told) => new Blob([told.text], { type: "text/plain" }))
    return navigator.clipboard.write([new ClipboardItem({ "text/plain": text })])
  }
  // Plain HTTP from another machine: browsers leave only the old way there.
  const area = document.createElement("textarea")
  area.value = (await asking).text
  near.append(area)
  area.select()
  const done = document.execCommand("copy")
  area.remove()
  if (!done) throw new Error("refused")
}

export default function ({ data, parentElement, setStateValue }) {
  const button = parentElement.querySelector("button")
  const say = (words) => { button.textContent = words }
  button.ask = setStateValue
  hear(button, data)
  if (button.onclick) return
  button.onclick = async () => {
    button.disabled = true
    try {
      const asking = asked(button)
      if (button.told.name) download(await asking)
      else await copy(asking, parentElement)
      say((await asking).answers === button.waiting.question ? button.told.done : "Taken as last saved")
    } catch {
      say("The browser did not allow it")
    }
    button.disabled = false
    setTimeout(() => say(button.told.label), SHOWN_MS)
  }
}
