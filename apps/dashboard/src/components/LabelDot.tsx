import type { LabelColor } from '@minichat/contracts'
import classes from './LabelDot.module.css'

/** The colour of a chat's label. */
export const LabelDot = ({ color }: { color: LabelColor }) => <i className={classes.dot} data-color={color} />
