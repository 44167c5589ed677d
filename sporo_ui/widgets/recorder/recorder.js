// A recording goes in pieces of two seconds first into this browser's own store, then to the app, and is deleted here
// only once the app has the whole recording: a closed tab, a crash or a lost network costs two seconds at most. Nothing
// of the sound stays in the memory of the page.
const PIECE_MS = 2000, SHORTEST_WAIT_MS = 500, LONGEST_WAIT_MS = 10_000, ANSWER_MS = 15_000
const KINDS = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"]
const IDLE = "idle", ASKING = "asking", RECORDING = "recording", PAUSED = "paused", STOPPING = "stopping"

const REFUSED = {
  NotAllowedError: "The browser may not use the microphone. Allow it by the sign in the address bar, then press Record again.",
  NotFoundError: "No microphone was found. Plug one in, then press Record again; or choose a recording below.",
  NotReadableError: "Another program uses the microphone. Close it, then press Record again.",
}
const UNKNOWN = "The microphone could not be opened. Choose another one, or choose a recording below."
const NO_STORE = "This browser keeps nothing of its own, so the pieces go to the app alone: keep this page open."
const CUT_OFF = "The microphone was taken away. What was recorded is kept: press Record to go on."
const OPEN_TOO_LONG = "This page was open for too long. Reload it: what was recorded is kept."
const NOT_TAKEN = "The app did not take a piece of the recording. It is kept in this browser: reload the page."

class Recorder {
  constructor(root) {
    this.root = root
    this.phase = IDLE
    this.tickets = {}
    this.before = 0
    for (const button of root.querySelectorAll("button")) button.onclick = () => this[button.dataset.do]()
    this.part("select").onchange = () => this.change()
    this.opening = this.open()
  }

  part(name) { return this.root.querySelector(name) }

  async open() {
    this.store = new Store()
    try { await this.store.ready } catch { this.store = new Memory(); this.hint = NO_STORE }
    navigator.mediaDevices?.addEventListener?.("devicechange", () => this.listMicrophones())
    await this.listMicrophones()
  }

  // What the app says of this page's recording. Another one is only taken up between two recordings.
  async hear(data) {
    this.data = data
    await this.opening
    Object.assign(this.tickets, data.tickets, { [data.recording]: data.ticket })
    for (const recording of data.forget) await this.store.forget(recording)
    if (data.recording !== this.recording) this.isAnother(data) ? this.take(data) : this.insist(data)
    this.draw()
    const held = [...new Set((await this.store.keys()).map(([recording]) => recording))]
    const strange = held.filter((recording) => !this.tickets[recording])
    const shown = (await Promise.all(strange.map((recording) => this.store.ticket(recording)))).filter(Boolean)
    if (shown.length && String(shown) !== this.shown) this.tell("held", shown)
    this.shown = String(shown)
    this.pump()
  }

  take({ recording, next, seconds }) {
    Object.assign(this, { recording, next, before: seconds, length: 0, isOwn: false })
    this.say("")
  }

  // Whether the app means another recording: where this page has one, the app is first told of it.
  isAnother({ recording }) { return this.phase === IDLE && !(this.isOwn && this.insistedOn !== recording) }

  // An app that was started anew knows nothing of this recording: it is told, once.
  insist({ recording }) {
    if (this.insistedOn === recording) return
    this.insistedOn = recording
    this.report()
  }

  async listMicrophones() {
    const found = (await navigator.mediaDevices?.enumerateDevices() ?? []).filter(({ kind, deviceId }) => kind === "audioinput" && deviceId)
    const choice = this.part("select"), chosen = choice.value
    choice.replaceChildren(...found.map(({ deviceId, label }, place) => new Option(label || `Microphone ${place + 1}`, deviceId)))
    if (found.some(({ deviceId }) => deviceId === chosen)) choice.value = chosen
    this.part(".microphone").hidden = found.length < 2
  }

  async record() {
    if (this.phase === RECORDING || this.phase === PAUSED) return this.stop()
    if (this.phase !== IDLE || !this.data.allowed) return
    this.enter(ASKING)
    this.say("")
    try {
      const deviceId = this.part("select").value
      const audio = { echoCancellation: true, noiseSuppression: true, ...(deviceId && { deviceId: { exact: deviceId } }) }
      this.stream = await navigator.mediaDevices.getUserMedia({ audio })
    } catch (error) {
      this.enter(IDLE)
      return this.say(REFUSED[error?.name] ?? UNKNOWN)
    }
    await this.listMicrophones()
    this.begin()
  }

  begin() {
    const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind))
    this.machine = new MediaRecorder(this.stream, { mimeType, audioBitsPerSecond: 32_000 })
    this.keeping = Promise.resolve()
    this.machine.ondataavailable = ({ data }) => { if (data.size) this.keeping = this.keeping.then(() => this.keep(data)) }
    this.machine.onstop = () => this.stopped()
    this.stream.getAudioTracks()[0].onended = () => { this.say(CUT_OFF); this.stop() }
    this.length = 0
    this.isOwn = true
    this.since = performance.now()
    this.machine.start(PIECE_MS)
    this.meter = new Meter(this.stream, { seen: (peak) => this.seen(peak), judged: (words) => this.judged(words) })
    this.store.noteTicket(this.recording, this.data.ticket)
    this.stayAwake()
    this.enter(RECORDING)
    this.report()
  }

  async keep(content) {
    const number = this.next++
    await this.store.keep(this.recording, number, content)
    this.pump()
  }

  pause() {
    if (this.phase === PAUSED) {
      this.machine.resume()
      this.since = performance.now()
      return this.enter(RECORDING)
    }
    this.machine.requestData()
    this.machine.pause()
    this.length = this.recorded()
    this.enter(PAUSED)
  }

  stop() {
    if (this.phase !== RECORDING && this.phase !== PAUSED) return
    this.length = this.recorded()
    this.enter(STOPPING)
    if (this.machine.state !== "inactive") this.machine.stop()
  }

  async stopped() {
    this.release()
    await this.keeping
    this.before += this.length
    this.length = 0
    this.enter(IDLE)
    if (this.goesOn) {
      this.goesOn = false
      return this.record()
    }
    await this.pump()
    this.report()
  }

  // Another microphone in the middle of a visit: the recording goes on with it, in another part.
  async change() {
    if (this.phase !== RECORDING) return
    this.goesOn = true
    this.stop()
  }

  release() {
    this.meter?.close()
    for (const track of this.stream?.getTracks() ?? []) { track.onended = null; track.stop() }
    this.lock?.release().catch(() => null)
    this.lock = this.meter = null
    this.showLevel(0)
  }

  // The page is left for another one of the app: what was recorded is kept, and is found there as not finished.
  leave() {
    if (this.phase === RECORDING || this.phase === PAUSED) this.stop()
  }

  recorded() { return this.length + (this.phase === RECORDING ? (performance.now() - this.since) / 1000 : 0) }

  async stayAwake() {
    this.lock = await navigator.wakeLock?.request("screen").catch(() => null)
  }

  seen(peak) {
    if (this.phase === RECORDING) this.showLevel(peak)
    this.showTime()
    if (this.before + this.recorded() >= this.data.limit) this.stop()
  }

  judged(words) {
    if (this.phase !== RECORDING) return
    this.part(".level").textContent = words
    this.part(".level").classList.toggle("wrong", words !== GOOD)
  }

  showLevel(peak) {
    const decibels = 20 * Math.log10(Math.max(peak, 0.001))
    const share = Math.round(Math.min(100, 100 + decibels * 100 / 60))
    this.part(".meter i").style.width = `${share}%`
    this.part(".meter").setAttribute("aria-valuenow", share)
    this.part(".meter").classList.toggle("loud", peak >= LOUD)
  }

  showTime() {
    const seconds = Math.floor(this.before + this.recorded()), left = this.data.limit - seconds
    const two = (number) => String(number).padStart(2, "0")
    const hours = seconds >= 3600 ? `${Math.floor(seconds / 3600)}:` : ""
    this.part(".time").textContent = `${hours}${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
    if (this.phase === RECORDING && left < 600) this.part(".level").textContent = `${Math.ceil(left / 60)} min left.`
  }

  // Sends what the app does not have yet, in order, one piece at a time, until there is no more.
  async pump() {
    if (this.pumping) return this.pumping
    this.pumping = this.deliver().finally(() => { this.pumping = null })
    return this.pumping
  }

  async deliver() {
    let wait = SHORTEST_WAIT_MS
    for (;;) {
      const waiting = (await this.store.unsent()).filter(([recording]) => this.tickets[recording])
      this.showKept(waiting.length)
      if (!waiting.length) return
      const [recording, number] = waiting[0]
      const status = await this.put(recording, number)
      if (status === 204) { await this.store.noteSent(recording, number); wait = SHORTEST_WAIT_MS; continue }
      if (status === 401 || status === 403) { delete this.tickets[recording]; this.say(OPEN_TOO_LONG); continue }
      if (status === 409 || status === 413) { this.say(NOT_TAKEN); return }
      await new Promise((resolve) => { setTimeout(resolve, wait); addEventListener("online", resolve, { once: true }) })
      wait = Math.min(2 * wait, LONGEST_WAIT_MS)
    }
  }

  async put(recording, number) {
    const body = await this.store.piece(recording, number)
    if (!body) return 204
    try {
      const headers = { "X-Recording-Ticket": this.tickets[recording] }
      const answer = await fetch(`${this.data.address}/${recording}/${number}`, { method: "PUT", body, headers, signal: AbortSignal.timeout(ANSWER_MS) })
      return answer.status
    } catch { return 0 }
  }

  showKept(waiting) {
    this.waiting = waiting
    const words = !this.next ? "" : waiting > 1
      ? `${2 * waiting} s are kept in this browser and go to the app as soon as it can be reached.`
      : this.phase === RECORDING || this.phase === PAUSED ? "What was recorded is kept by the app, sealed." : ""
    this.part(".kept").textContent = words || this.hint || ""
  }

  // To the app: whether it records, and once it ended, how long it is.
  report() { this.tell("standing", { recording: this.recording, phase: this.phase, pieces: this.next, at: Date.now() }) }

  enter(phase) {
    this.phase = phase
    this.draw()
  }

  draw() {
    const isOn = this.phase === RECORDING || this.phase === PAUSED, [main, pause] = this.root.querySelectorAll("button")
    main.textContent = isOn ? "Stop recording" : this.before ? "Record more" : "Record"
    main.setAttribute("aria-label", isOn ? "Stop recording" : this.before ? "Record more" : "Record")
    main.disabled = !isOn && (this.phase !== IDLE || !this.data?.allowed)
    pause.hidden = !isOn
    pause.textContent = this.phase === PAUSED ? "Resume" : "Pause"
    this.part("select").disabled = this.phase === PAUSED
    if (!isOn) this.part(".level").textContent = this.data?.allowed ? "" : this.data?.why ?? ""
    if (this.phase === PAUSED) this.part(".level").textContent = "Paused: nothing is recorded."
    this.part(".level").classList.remove("wrong")
    this.showTime()
  }

  say(words) {
    this.part(".trouble").textContent = words
    this.part(".trouble").hidden = !words
  }
}

export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".recorder")
  const recorder = root.recorder ??= new Recorder(root)
  recorder.tell = setStateValue
  recorder.hear(data)
  const isOpen = () => [ASKING, RECORDING, PAUSED, STOPPING].includes(recorder.phase) || recorder.waiting
  const leaving = (event) => { if (isOpen()) event.preventDefault() }
  const seen = () => { if (document.visibilityState === "visible" && recorder.phase === RECORDING) recorder.stayAwake() }
  addEventListener("beforeunload", leaving)
  document.addEventListener("visibilitychange", seen)
  return () => {
    removeEventListener("beforeunload", leaving)
    document.removeEventListener("visibilitychange", seen)
    setTimeout(() => { if (!root.isConnected) recorder.leave() })
  }
}
