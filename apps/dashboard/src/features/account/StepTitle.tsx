import { Title } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'

/** Begins a step that took the place of another, and takes the focus that went with it. */
export function StepTitle({ children }: { children: ReactNode }) {
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  return (
    <Title ref={title} order={3} size="h5" tabIndex={-1}>
      {children}
    </Title>
  )
}
