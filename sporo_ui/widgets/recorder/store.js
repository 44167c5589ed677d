// The pieces that this browser keeps, which of them the app has, and the tickets with which they may be sent.
class Store {
  constructor() {
    this.ready = new Promise((resolve, reject) => {
      const opening = indexedDB.open("sporo-recordings", 1)
      opening.onupgradeneeded = () => {
        opening.result.createObjectStore("pieces")
        opening.result.createObjectStore("sent")
        opening.result.createObjectStore("tickets")
      }
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(opening.error)
    })
  }

  async ask(mode, deed) {
    const database = await this.ready
    return new Promise((resolve, reject) => {
      const work = database.transaction(["pieces", "sent", "tickets"], mode)
      const asked = deed(...["pieces", "sent", "tickets"].map((name) => work.objectStore(name)))
      work.oncomplete = () => resolve(asked?.result)
      work.onerror = work.onabort = () => reject(work.error)
    })
  }

  keep(recording, number, content) { return this.ask("readwrite", (pieces) => pieces.put(content, [recording, number])) }
  noteSent(recording, number) { return this.ask("readwrite", (_, sent) => sent.put(true, [recording, number])) }
  noteTicket(recording, ticket) { return this.ask("readwrite", (_, __, tickets) => tickets.put(ticket, recording)) }
  ticket(recording) { return this.ask("readonly", (_, __, tickets) => tickets.get(recording)) }
  piece(recording, number) { return this.ask("readonly", (pieces) => pieces.get([recording, number])) }
  keys() { return this.ask("readonly", (pieces) => pieces.getAllKeys()) }

  async unsent() {
    const known = new Set((await this.ask("readonly", (_, sent) => sent.getAllKeys())).map(String))
    return (await this.keys()).filter((key) => !known.has(String(key)))
  }

  forget(recording) {
    const all = IDBKeyRange.bound([recording], [recording, []])
    return this.ask("readwrite", (pieces, sent, tickets) => { pieces.delete(all); sent.delete(all); tickets.delete(recording) })
  }
}

// Where there is no store (a private window), the last pieces wait in memory.
class Memory extends Store {
  constructor() { super(); this.ready.catch(() => null); this.pieces = new Map(); this.sent = new Set() }
  async keep(recording, number, content) { this.pieces.set(`${recording},${number}`, content) }
  async noteSent(recording, number) { this.pieces.delete(`${recording},${number}`) }
  async noteTicket() {}
  async ticket() {}
  async piece(recording, number) { return this.pieces.get(`${recording},${number}`) }
  async keys() { return [...this.pieces.keys()].map((key) => key.split(",")).map(([id, number]) => [id, Number(number)]) }
  unsent() { return this.keys() }
  async forget() {}
}
