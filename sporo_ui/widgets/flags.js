// What the check of a note says, to be settled by click and by key. All words come in `data` and are set as text.
const OPEN = "open"
const MOVES = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }

function element(tag, words = "", names = {}) {
  const made = document.createElement(tag)
  made.textContent = words
  for (const [name, value] of Object.entries(names)) made.setAttribute(name, value)
  return made
}

function button(words, at, act, names = {}) {
  const made = element("button", words, { type: "button", "data-at": at, ...names })
  made.onclick = act
  return made
}

class Flags {
  constructor(root) {
    Object.assign(this, { root, chosen: "", pending: {}, sent: 0, undoable: [], dismissing: "" })
    this.list = root.querySelector("ol")
    this.list.onkeydown = (event) => this.press(event)
  }

  hear(data) {
    this.data = data
    if (data.heard >= this.sent) this.pending = {}
    this.root.querySelector("datalist").replaceChildren(...data.reasons.map((value) => element("option", "", { value })))
    this.draw()
  }

  verdict(flag) { return this.pending[flag.mark]?.verdict ?? flag.verdict }
  reason(flag) { return this.pending[flag.mark]?.reason ?? flag.reason }
  open() { return this.data.flags.filter((flag) => this.verdict(flag) === OPEN) }
  current() { return this.open().find(({ mark }) => mark === this.chosen) }
  at(place) { return place ? this.root.querySelector(`[data-at="${CSS.escape(place)}"]`) : null }

  draw() {
    const open = this.open(), settled = this.data.flags.filter((flag) => this.verdict(flag) !== OPEN)
    const held = this.root.getRootNode().activeElement?.dataset?.at
    const typed = this.root.querySelector("input")?.value ?? ""
    if (!this.current()) this.chosen = open[0]?.mark ?? ""
    if (this.dismissing !== this.chosen) this.dismissing = ""
    const words = open.length ? `${open.length} to settle before the note can be signed` : "All settled"
    this.root.querySelector(".count").textContent = words
    this.root.querySelector(".keys").hidden = !open.length
    this.list.replaceChildren(...open.map((flag) => this.item(flag, typed)))
    const fold = this.root.querySelector("details")
    fold.hidden = !settled.length
    fold.querySelector("summary").textContent = `Settled (${settled.length})`
    fold.querySelector("ul").replaceChildren(...settled.map((flag) => this.done(flag)))
    if (held) (this.at(held) ?? this.at(`${this.chosen}/head`))?.focus({ preventScroll: true })
  }

  item(flag, typed) {
    const isChosen = flag.mark === this.chosen
    const item = element("li", "", { "data-severity": flag.severity })
    item.classList.toggle("chosen", isChosen)
    item.append(this.head(flag, isChosen))
    if (isChosen) item.append(...this.quotes(flag), this.dismissing ? this.form(flag, typed) : this.deeds(flag))
    return item
  }

  head(flag, isChosen) {
    const head = button("", `${flag.mark}/head`, () => this.choose(flag.mark), { class: "head" })
    head.append(element("span", `${flag.severityName} · ${flag.about}`, { class: "severity" }), element("span", flag.message))
    if (isChosen) head.setAttribute("aria-current", "true")
    else head.tabIndex = -1 // One stop of the Tab key for the whole list: arrows move within it.
    return head
  }

  quotes({ title, words, heard }) {
    const lines = []
    if (words) lines.push([`Note, ${title}: `, words])
    if (heard) lines.push(["Transcript: ", heard])
    return lines.map(([where, quote]) => {
      const line = element("p", where, { class: "quotes" })
      line.append(element("q", quote))
      return line
    })
  }

  deeds(flag) {
    const box = element("div", "", { class: "deeds" })
    const fix = flag.section === null ? "Go to the note" : "Fix in the note"
    box.append(
      button(fix, `${flag.mark}/fix`, () => this.fix(flag)),
      button("Accept as written", `${flag.mark}/accept`, () => this.settle(flag, "accepted")),
      button("Dismiss, because…", `${flag.mark}/dismiss`, () => this.dismiss()),
    )
    return box
  }

  form(flag, typed) {
    const form = element("form"), label = element("label", "Because")
    const box = element("input", "", { type: "text", list: "reasons", maxlength: 200, "data-at": `${flag.mark}/reason` })
    box.value = typed
    label.append(box)
    form.append(label, element("button", "Dismiss", { type: "submit" }), button("Cancel", `${flag.mark}/cancel`, () => this.cancel()))
    form.onsubmit = (event) => {
      event.preventDefault()
      if (box.value.trim()) this.settle(flag, "dismissed", box.value.trim())
      else box.focus()
    }
    return form
  }

  done(flag) {
    const item = element("li"), said = this.verdict(flag) === "accepted" ? "Accepted as written" : `Dismissed: ${this.reason(flag)}`
    item.append(element("p", flag.message), element("p", said, { class: "quotes" }))
    item.append(button("Open again", `${flag.mark}/open`, () => this.settle(flag, OPEN)))
    return item
  }

  choose(mark) {
    this.chosen = mark
    this.draw()
    this.at(`${mark}/head`)?.focus({ preventScroll: true })
    this.at(`${mark}/head`)?.scrollIntoView({ block: "nearest" })
    this.show(this.current())
  }

  show(flag) { document.dispatchEvent(new CustomEvent("sporo-flag", { detail: { said: flag?.said ?? null } })) }

  // The words stand selected in their box, to be typed over.
  fix(flag) {
    const box = document.querySelector(`.st-key-${this.data.boxes[flag.section ?? 0]} textarea`)
    if (!box) return
    const near = box.value.startsWith(flag.words, flag.start ?? 0) ? flag.start : box.value.indexOf(flag.words)
    box.focus({ preventScroll: true })
    if (flag.words && near >= 0) box.setSelectionRange(near, near + flag.words.length)
    box.scrollIntoView({ block: "center" })
    this.show(flag)
  }

  dismiss() {
    this.dismissing = this.chosen
    this.draw()
    this.at(`${this.chosen}/reason`)?.focus()
  }

  cancel() {
    this.dismissing = ""
    this.draw()
    this.at(`${this.chosen}/head`)?.focus()
  }

  press(event) {
    if (event.key === "Escape" && this.dismissing) return this.cancel()
    if (event.target.tagName === "INPUT" || event.ctrlKey || event.metaKey || event.altKey) return
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key, flag = this.current()
    if (key in MOVES) this.move(MOVES[key])
    else if (key === "a" && flag) this.settle(flag, "accepted")
    else if (key === "d" && flag) this.dismiss()
    else if (key === "f" && flag) this.fix(flag)
    else if (key === "u") this.undo()
    else return
    event.preventDefault()
  }

  move(step) {
    const open = this.open(), place = open.findIndex(({ mark }) => mark === this.chosen)
    const next = open[Math.min(open.length - 1, Math.max(0, place + step))]
    if (next) this.choose(next.mark)
  }

  undo() {
    const mark = this.undoable.pop(), flag = this.data.flags.find((each) => each.mark === mark)
    if (flag) this.settle(flag, OPEN)
  }

  // Shown at once, told with all that the app has not confirmed yet: nothing is lost where two keys come close.
  settle(flag, verdict, reason = "") {
    const open = this.open(), place = open.indexOf(flag)
    if (verdict !== OPEN) this.undoable.push(flag.mark)
    this.pending = { ...this.pending, [flag.mark]: { verdict, reason } }
    this.sent = Math.max(Date.now(), this.sent + 1)
    this.dismissing = ""
    this.chosen = verdict === OPEN ? flag.mark : (open[place + 1] ?? open[place - 1])?.mark ?? ""
    this.tell({ sent: this.sent, marks: this.pending })
    this.draw()
    const next = this.at(`${this.chosen}/head`) ?? this.root.querySelector("summary")
    next?.focus({ preventScroll: true })
    this.show(this.current())
  }
}

export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".flags")
  root.flags ??= new Flags(root)
  root.flags.tell = (settled) => setStateValue("settled", settled)
  root.flags.hear(data)
  const leaving = (event) => { if (Object.keys(root.flags.pending).length) event.preventDefault() }
  window.addEventListener("beforeunload", leaving)
  return () => window.removeEventListener("beforeunload", leaving)
}
