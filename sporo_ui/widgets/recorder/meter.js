// How loud it is, ten times a second, and every few seconds whether that is well.
const QUIET = 0.01, LOUD = 0.98, JUDGED_MS = 4000, LOOK_MS = 100
const TOO_QUIET = "Hardly anything is heard. Move the microphone closer, or choose another one."
const TOO_LOUD = "Too loud: the sound is cut off. Move the microphone away."
const GOOD = "The level is good."

class Meter {
  constructor(stream, { seen, judged }) {
    this.sound = new AudioContext()
    const ear = this.sound.createAnalyser(), samples = new Float32Array(ear.fftSize)
    this.sound.createMediaStreamSource(stream).connect(ear)
    let strongest = 0, clipped = 0, since = performance.now()
    this.looking = setInterval(() => {
      ear.getFloatTimeDomainData(samples)
      const peak = samples.reduce((most, each) => Math.max(most, Math.abs(each)), 0)
      strongest = Math.max(strongest, peak)
      clipped += peak >= LOUD
      seen(peak)
      if (performance.now() - since < JUDGED_MS) return
      judged(strongest < QUIET ? TOO_QUIET : clipped > 3 ? TOO_LOUD : GOOD)
      strongest = clipped = 0
      since = performance.now()
    }, LOOK_MS)
  }

  close() {
    clearInterval(this.looking)
    this.sound.close()
  }
}
