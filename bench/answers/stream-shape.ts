/** Of an answer that is relayed. */
export const chunkCount = 50

const arrival = /Arrived at (\d+\.\d+) here/

/** When the model server had the request, as the text of its answer says; null while that is not there yet. */
export function arrivalIn(text: string): number | null {
  const found = arrival.exec(text)
  return found ? Number(found[1]) : null
}

export const now = () => performance.timeOrigin + performance.now()
