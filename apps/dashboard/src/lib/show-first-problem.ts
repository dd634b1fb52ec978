/** Brings the first field that is not filled in as it must be into view, and the cursor into it: a button may be far below. */
export function showFirstProblem(): void {
  requestAnimationFrame(() => {
    const place = document.querySelector('[role="dialog"]') ?? document
    place.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  })
}
