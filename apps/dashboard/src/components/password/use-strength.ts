import { useDeferredValue, useEffect, useState } from 'react'

type Estimate = typeof import('./password-strength.ts')['estimateStrength']
export type Strength = ReturnType<Estimate>

/**
 * How hard a password is to guess, 0 to 4. null while nothing is written and until the estimator is there; where it
 * cannot be fetched the server's word alone counts.
 */
export function useStrength(password: string, known: string[]): Strength | null {
  const [estimate, setEstimate] = useState<Estimate | null>(null)
  const isWanted = password !== ''
  useEffect(() => {
    if (!isWanted) return
    let isCurrent = true
    import('./password-strength.ts').then(
      (module) => isCurrent && setEstimate(() => module.estimateStrength),
      () => {},
    )
    return () => {
      isCurrent = false
    }
  }, [isWanted])
  const settled = useDeferredValue(password)
  return estimate && settled ? estimate(settled, known) : null
}
