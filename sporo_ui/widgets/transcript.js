// The transcript beside the note. The cursor in a section of the note marks the sentences that its line rests on; a
// click on a sentence, or Enter on it, selects the line of the note that rests on it. All words are set as text.
const NOTHING = "No sentence of the transcript reads like this line. Check it yourself."
const DRAGGED = 4
const UNUSED = "No line of the note reads like this sentence."

function element(tag, words = "", names = {}) {
  const made = document.createElement(tag)
  made.textContent = words
  for (const [name, value] of Object.entries(names)) made.setAttribute(name, value)
  return made
}

class Said {
  constructor(root) {
    Object.assign(this, { root, told: "", at: -1, turn: 0 })
    this.text = root.querySelector(".text")
    this.text.onmousedown = ({ clientX, clientY }) => { this.pressed = [clientX, clientY] }
    this.text.onclick = (event) => { if (!this.dragged(event)) this.choose(event.target.closest("[data-sentence]")) }
    this.text.onkeydown = (event) => this.press(event)
  }

  hear(data) {
    this.data = data
    const told = JSON.stringify(data.passages)
    if (this.told === told) return
    this.told = told
    this.text.setAttribute("aria-label", data.name)
    this.text.replaceChildren(...data.passages.map((each) => this.passage(each)))
  }

  passage({ seconds, clock, pieces }) {
    const box = element("p", "", { class: "passage" })
    if (clock && this.data.playable) {
      const play = element("button", `▶ ${clock}`, { type: "button", class: "time", "aria-label": `Play from ${clock}` })
      play.onclick = (event) => { event.stopPropagation(); this.play(seconds) }
      box.append(play)
    } else if (clock) box.append(element("span", clock, { class: "time" }))
    box.append(...pieces.map((piece) => this.piece(piece)))
    return box
  }

  piece({ text, at, sentence, doubt }) {
    const names = { "data-begin": at, "data-end": at + text.length }
    const made = element("span", doubt ? "" : text, names)
    if (doubt) made.append(element("mark", text), element("small", ` (${doubt})`))
    if (sentence === null) return made
    made.classList.add("sentence")
    made.dataset.sentence = sentence
    return made
  }

  // Words are selected by dragging, to be copied: no sentence is chosen by that.
  dragged({ clientX, clientY }) {
    const [x, y] = this.pressed ?? [clientX, clientY]
    return Math.hypot(clientX - x, clientY - y) > DRAGGED
  }

  of(sentence) { return [...this.text.querySelectorAll(`[data-sentence="${sentence}"]`)] }
  say(words) { this.root.querySelector(".tie").textContent = words }

  clear(kind) { for (const each of this.text.querySelectorAll(`.${kind}`)) each.classList.remove(kind, "first") }

  mark(sentences) {
    this.clear("supports")
    sentences.forEach((sentence, place) => this.of(sentence).forEach((each) => {
      each.classList.add("supports")
      each.classList.toggle("first", !place)
    }))
    if (sentences.length) this.scroll(this.of(sentences[0])[0])
  }

  // Only the box scrolls, and only where what is looked for can't be seen in it; not the page beneath the reader.
  scroll(part) {
    if (!part) return
    const seen = this.text.getBoundingClientRect(), it = part.getBoundingClientRect()
    if (it.top < seen.top || it.bottom > seen.bottom) this.text.scrollTop += it.top - seen.top - this.text.clientHeight / 4
  }

  box(section) { return document.querySelector(`.st-key-${this.data.boxes[section]} textarea`) }

  // A sentence is chosen: the line of the note that rests on it is selected; once more, the next one.
  choose(part) {
    if (!part) return
    const sentence = Number(part.dataset.sentence)
    const lines = this.data.lines.filter(({ supports }) => supports.includes(sentence))
    this.turn = sentence === this.at ? this.turn + 1 : 0
    this.at = sentence
    const line = lines[this.turn % Math.max(1, lines.length)]
    const box = line && this.box(line.section), start = box ? box.value.indexOf(line.text) : -1
    if (start < 0) { this.mark([sentence]); this.say(UNUSED); return }
    box.focus({ preventScroll: true })
    box.setSelectionRange(start, start + line.text.length)
    box.scrollIntoView({ block: "nearest" })
    this.mark([sentence])
    this.say(lines.length > 1 ? `${lines.length} lines of the note read like this sentence.` : "")
  }

  press(event) {
    const all = [...new Set([...this.text.querySelectorAll("[data-sentence]")].map((each) => each.dataset.sentence))]
    const place = all.indexOf(String(this.at)), step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      this.at = Number(all[Math.min(all.length - 1, Math.max(0, place + step))])
      this.turn = -1
      this.mark([this.at])
    } else if (event.key === "Enter" && event.target === this.text && place >= 0) this.choose(this.of(this.at)[0])
    else return
    event.preventDefault()
  }

  // The cursor moved in a section of the note: the line that it stands in is looked up by its words, so that it is
  // found while the section is being edited too.
  cursor(box) {
    const section = this.data.boxes.findIndex((key) => box.closest(`.st-key-${key}`))
    if (section < 0 || box.selectionStart !== box.selectionEnd) return
    const here = box.selectionStart
    const line = this.data.lines.find(({ section: its, text }) => {
      if (its !== section) return false
      for (let at = box.value.indexOf(text); at >= 0 && at <= here; at = box.value.indexOf(text, at + 1))
        if (here <= at + text.length) return true
      // Before its bullet the cursor stands in the line too.
      const rest = box.value.slice(here).match(/^[^\p{L}\p{N}\n]*/u)[0].length
      return box.value.startsWith(text, here + rest)
    })
    this.at = -1
    this.mark(line?.supports ?? [])
    this.say(line && !line.supports.length ? NOTHING : "")
  }

  // What a flag is about, in characters of the transcript.
  show(said) {
    this.clear("flagged")
    this.clear("supports")
    if (!said) return
    const hit = [...this.text.querySelectorAll("[data-begin]")].filter(({ dataset }) =>
      Number(dataset.begin) < said[1] && Number(dataset.end) > said[0])
    for (const each of hit) each.classList.add("flagged")
    this.scroll(hit[0])
  }

  // Beside a long note the transcript stays in sight.
  stay() {
    const column = this.root.getRootNode().host?.closest("[data-testid=stColumn]")
    if (!column || !window.matchMedia("(min-width: 640px)").matches) return
    Object.assign(column.style, { position: "sticky", top: "4.5rem", alignSelf: "flex-start" })
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".said")
  root.said ??= new Said(root)
  root.said.play = (seconds) => setTriggerValue("play", seconds)
  root.said.hear(data)
  root.said.stay()
  const moved = () => {
    const box = document.activeElement
    if (box?.tagName === "TEXTAREA") root.said.cursor(box)
  }
  const shown = ({ detail }) => root.said.show(detail.said)
  document.addEventListener("selectionchange", moved)
  document.addEventListener("sporo-flag", shown)
  return () => {
    document.removeEventListener("selectionchange", moved)
    document.removeEventListener("sporo-flag", shown)
  }
}
