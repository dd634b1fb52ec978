import { Skeleton } from '@mantine/core'
import { commonText } from '../../lib/common.text.ts'
import { useText } from '../../lib/text.ts'
import classes from './MessageList.module.css'

const shapes = [
  { own: false, width: '46%', height: 44 },
  { own: true, width: '62%', height: 88 },
  { own: false, width: '34%', height: 44 },
  { own: true, width: '54%', height: 66 },
]

export function MessagesSkeleton() {
  const text = useText(commonText)
  return (
    <div className={classes.skeleton} role="status" aria-label={text.loading}>
      {shapes.map(({ own, width, height }) => (
        <Skeleton key={width} width={width} height={height} radius="lg" ml={own ? 'auto' : 0} />
      ))}
    </div>
  )
}
