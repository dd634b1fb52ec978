const most = 127

/**
 * A vector as it is stored: one signed byte for each number, the largest as 127. Its length in space is lost, and the
 * cosine needs none; what rounding costs it is below a hundredth.
 */
export function toBytes(vector: Float32Array): Buffer {
  const largest = vector.reduce((so, far) => Math.max(so, Math.abs(far)), 0)
  const factor = largest === 0 ? 0 : most / largest
  return Buffer.from(Int8Array.from(vector, (value) => Math.round(value * factor)).buffer)
}

/** Cosine of a stored vector and another one, 0 where one of them is empty or they are of different models. */
export function cosineWith(stored: Buffer, vector: Float32Array): number {
  if (stored.length !== vector.length) return 0
  const bytes = new Int8Array(stored.buffer, stored.byteOffset, stored.length)
  let product = 0
  let one = 0
  let other = 0
  for (let at = 0; at < bytes.length; at++) {
    const a = bytes[at]!
    const b = vector[at]!
    product += a * b
    one += a * a
    other += b * b
  }
  return one === 0 || other === 0 ? 0 : product / Math.sqrt(one * other)
}
