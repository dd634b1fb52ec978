import { cloneElement, type FunctionComponent, lazy, type ReactElement, Suspense, useState } from 'react'

type ButtonProps = {
  onClick?: () => void
  onPointerEnter?: () => void
  'aria-haspopup'?: 'menu'
  'aria-expanded'?: boolean
}

/** The module that draws a menu: `OpenedMenu` starts open, with the button as its target. */
type MenuModule<P> = { OpenedMenu: FunctionComponent<P & { button: ReactElement }> }

/**
 * A button whose menu is fetched when somebody reaches for it: menus bring a positioning engine that the first page
 * does without.
 */
export function menuOnDemand<P extends object>(load: () => Promise<MenuModule<P>>) {
  const Opened = lazy(async () => ({ default: (await load()).OpenedMenu }))
  return function MenuOnDemand({ button, ...rest }: P & { button: ReactElement<ButtonProps> }) {
    const [isWanted, setWanted] = useState(false)
    const props = rest as unknown as P
    if (isWanted)
      return (
        <Suspense fallback={button}>
          <Opened {...props} button={button} />
        </Suspense>
      )
    return cloneElement(button, {
      onClick: () => setWanted(true),
      onPointerEnter: () => void load(),
      'aria-haspopup': 'menu',
      'aria-expanded': false,
    })
  }
}
