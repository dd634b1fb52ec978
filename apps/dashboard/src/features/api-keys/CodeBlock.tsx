import classes from './ApiKeys.module.css'

/** Reachable by keyboard, so that it can be scrolled. */
export function CodeBlock({ label, code, wrap }: { label: string; code: string; wrap?: boolean }) {
  return (
    <section className={classes.code} aria-label={label} tabIndex={0} data-wrap={wrap || undefined}>
      <pre>
        <code>{code}</code>
      </pre>
    </section>
  )
}

export const curlExample = (key: string) =>
  `curl ${globalThis.location.origin}/api/v1/me \\\n  -H "Authorization: Bearer ${key}"`
