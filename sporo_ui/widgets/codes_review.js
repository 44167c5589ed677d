// A coded text with its codes beside it: choosing one marks the other, decisions are made by click and by key.
// All words come in `data` and are set as text, never as markup.
const MOVES = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }
const VERDICTS = { a: "accepted", r: "rejected" }
const OPEN = "open"

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

class Review {
  constructor(root) {
    Object.assign(this, { root, chosen: "", pending: {}, sent: 0, undoable: [], pieces: "" })
    this.text = root.querySelector(".text")
    this.codes = root.querySelector(".codes")
    this.side = root.querySelector(".side")
    this.codes.onkeydown = (event) => this.press(event)
    this.text.onclick = ({ target }) => this.clickText(target)
  }

  hear(data) {
    this.data = data
    if (data.heard >= this.sent) this.pending = {}
    if (!data.rows.some(({ id }) => id === this.chosen)) this.chosen = data.rows[0]?.id ?? ""
    this.drawText()
    this.draw()
    this.welcome()
  }

  // Keys work at once, unless the reader is somewhere on the page already.
  welcome() {
    if (!this.isWelcome && document.activeElement === document.body) this.at(`${this.chosen}/head`)?.focus({ preventScroll: true })
    this.isWelcome = true
  }

  standing(row) { return this.pending[row.id] ?? row.standing }

  // The text, drawn anew only where its pieces changed, so that it stays where the reader scrolled it.
  drawText() {
    const told = JSON.stringify(this.data.pieces)
    if (this.pieces === told) return
    this.pieces = told
    this.text.setAttribute("aria-label", this.data.name)
    this.text.replaceChildren(...this.data.pieces.flatMap(({ text, rows, signs }) => {
      if (!rows.length) return [document.createTextNode(text)]
      const mark = element("mark", text, { "data-rows": rows.join(" ") })
      return signs.length ? [mark, element("sup", signs.join(" "))] : [mark]
    }))
  }

  draw() {
    const held = this.root.getRootNode().activeElement?.dataset?.at
    this.codes.replaceChildren(...this.data.rows.map((row) => this.row(row)))
    this.drawOthers()
    this.drawConsidered()
    this.paintMarks()
    this.drawCount()
    this.at(held)?.focus({ preventScroll: true })
  }

  drawCount() {
    const all = this.data.rows.length
    const decided = this.data.rows.filter((row) => this.standing(row) !== OPEN).length
    this.root.querySelector(".top").hidden = !all
    this.root.querySelector(".count").textContent = `${decided} of ${all} decided`
  }

  at(place) { return place ? this.root.querySelector(`[data-at="${CSS.escape(place)}"]`) : null }

  row(row) {
    const standing = this.standing(row), isChosen = row.id === this.chosen
    const item = element("li", "", { "data-standing": standing, "data-row": row.id })
    item.classList.toggle("chosen", isChosen)
    item.classList.toggle("saving", row.id in this.pending)
    item.append(this.head(row), ...this.evidence(row), ...row.findings.map((each) => this.finding(each, row.id)))
    const deeds = element("div", "", { class: "deeds" })
    for (const [words, verdict] of [["Accept", "accepted"], ["Reject", "rejected"]]) {
      const isSo = standing === verdict
      const act = () => this.decide(row.id, isSo ? OPEN : verdict)
      const name = `${words} ${row.code}`
      deeds.append(button(words, `${row.id}/${verdict}`, act, { "aria-pressed": isSo, "aria-label": name, class: verdict }))
    }
    const change = () => this.ask({ do: "change", row: row.id, code: row.code })
    deeds.append(button("Change", `${row.id}/change`, change, { "aria-label": `Change ${row.code}` }))
    item.append(deeds)
    // One stop of the Tab key for the whole list: arrows move within it.
    for (const each of item.querySelectorAll("button")) each.tabIndex = isChosen ? 0 : -1
    return item
  }

  head(row) {
    const head = button("", `${row.id}/head`, () => this.choose(row.id), { class: "head" })
    if (row.id === this.chosen) head.setAttribute("aria-current", "true")
    const { code, name } = row
    head.append(element("span", row.number ?? "", { class: "number" }), element("b", code), element("span", name, { class: "name" }))
    return head
  }

  evidence({ evidence, flag, facts = [] }) {
    const line = element("p", "", { class: "evidence" })
    if (evidence) line.append(element("q", evidence), " ")
    if (flag) line.append(element("span", flag, { class: "flag" }), " ")
    line.append(facts.join(" · "))
    return line.textContent ? [line] : []
  }

  finding({ sentence, source, instead }, row) {
    const box = element("div", "", { class: "finding" })
    box.append(element("p", sentence), element("p", source, { class: "source" }))
    box.append(...instead.map(({ words, name, code, ...way }, place) =>
      button(words, `${row}/${sentence}/${place}`, () => this.ask({ ...way, row, code }), { title: name })))
    return box
  }

  drawOthers() {
    const box = this.root.querySelector(".others")
    box.hidden = !this.data.others.length
    box.querySelector("div").replaceChildren(...this.data.others.map((each) => this.finding(each, "")))
  }

  drawConsidered() {
    const fold = this.root.querySelector("details"), all = this.data.considered
    fold.hidden = !all.length
    fold.querySelector("summary").textContent = `Considered, not coded (${all.length})`
    fold.querySelector("ul").replaceChildren(...all.map((each) => {
      const item = element("li", "", { "data-row": each.id })
      const add = () => this.ask({ do: "consider", row: each.id, code: each.code })
      item.classList.toggle("chosen", each.id === this.chosen)
      item.append(this.head(each), ...this.evidence(each), element("p", each.reason, { class: "reason" }))
      item.append(button("Add", `${each.id}/add`, add, { "aria-label": `Add ${each.code}` }))
      return item
    }))
  }

  paintMarks() {
    const rows = new Map(this.data.rows.map((row) => [row.id, row]))
    for (const mark of this.text.querySelectorAll("mark")) {
      const mine = mark.dataset.rows.split(" ")
      const known = mine.filter((id) => rows.has(id)).map((id) => rows.get(id))
      const states = known.map((row) => this.standing(row))
      mark.dataset.standing = [OPEN, "accepted", "rejected"].find((state) => states.includes(state)) ?? "considered"
      mark.classList.toggle("close", known.some(({ near }) => near === "close"))
      mark.classList.toggle("chosen", mine.includes(this.chosen))
    }
  }

  clickText(target) {
    const mine = target.closest?.("mark")?.dataset.rows.split(" ") ?? []
    const coded = mine.filter((id) => this.data.rows.some((row) => row.id === id))
    // A click on words that several codes share goes through them in turn.
    if (coded.length) this.choose(coded[(coded.indexOf(this.chosen) + 1) % coded.length])
  }

  choose(id) {
    this.chosen = id
    this.draw()
    this.at(`${id}/head`)?.focus({ preventScroll: true })
    const item = this.side.querySelector(`li[data-row="${CSS.escape(id)}"]`)
    this.scroll(this.side, item)
    this.scroll(this.text, this.text.querySelector("mark.chosen"))
  }

  // Only the box scrolls, and only where what is looked for can't be seen in it; not the page beneath the reader.
  scroll(box, part) {
    if (!part) return
    const seen = box.getBoundingClientRect(), it = part.getBoundingClientRect()
    if (it.top < seen.top || it.bottom > seen.bottom) box.scrollTop += it.top - seen.top - box.clientHeight / 4
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.data.rows.length) return
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    if (key in MOVES) this.move(MOVES[key])
    else if (key in VERDICTS) this.verdict(VERDICTS[key])
    else if (key === "u") this.undo()
    else if (key === "c") this.ask({ do: "change", row: this.chosen, code: this.current().code })
    else return
    event.preventDefault()
  }

  place() { return this.data.rows.findIndex(({ id }) => id === this.chosen) }
  current() { return this.data.rows[Math.max(0, this.place())] }

  move(step) {
    const last = this.data.rows.length - 1
    this.choose(this.data.rows[Math.min(last, Math.max(0, this.place() + step))].id)
  }

  verdict(standing) {
    this.decide(this.current().id, standing)
    const next = this.data.rows.slice(this.place() + 1).find((row) => this.standing(row) === OPEN)
    if (next) this.choose(next.id)
  }

  undo() {
    const id = this.undoable.pop() ?? this.current().id
    this.decide(id, OPEN)
    this.choose(id)
  }

  // Shown at once, told with all that the app has not confirmed yet: nothing is lost where two keys come close.
  decide(id, standing) {
    const row = this.data.rows.find((each) => each.id === id)
    if (!row) return
    if (standing !== OPEN) this.undoable.push(id)
    this.pending = { ...this.pending, [id]: standing }
    this.sent = Math.max(Date.now(), this.sent + 1)
    this.tell({ sent: this.sent, rows: this.pending })
    this.chosen = id
    this.draw()
    const words = standing === OPEN ? "taken back" : standing
    this.root.querySelector(".said").textContent = `${row.code} ${words}`
  }
}

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const root = parentElement.querySelector(".review")
  root.review ??= new Review(root)
  root.review.tell = (decided) => setStateValue("decided", decided)
  root.review.ask = (asked) => setTriggerValue("asked", asked)
  root.review.hear(data)
  const leaving = (event) => { if (Object.keys(root.review.pending).length) event.preventDefault() }
  window.addEventListener("beforeunload", leaving)
  return () => window.removeEventListener("beforeunload", leaving)
}
