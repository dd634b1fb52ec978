const pitches = { ring: [880, 1175], note: [660] }

/** Two short notes call, one says that something came. A browser that has not been touched yet plays none. */
export function play(sound: keyof typeof pitches): void {
  try {
    const audio = new AudioContext()
    const loudness = audio.createGain()
    loudness.connect(audio.destination)
    for (const [at, pitch] of pitches[sound].entries()) {
      const note = audio.createOscillator()
      const from = audio.currentTime + at * 0.18
      note.frequency.value = pitch
      note.connect(loudness)
      note.start(from)
      note.stop(from + 0.16)
    }
    loudness.gain.setValueAtTime(0.12, audio.currentTime)
    loudness.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.5)
    setTimeout(() => void audio.close(), 1000)
  } catch {
    // No sound here.
  }
}
