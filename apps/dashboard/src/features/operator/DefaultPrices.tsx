import type { AiPrice } from '@minichat/contracts'
import { useLocale, useText } from '../../lib/text.ts'
import { formatUsd } from '../ai-cost/money.ts'
import classes from './Operator.module.css'
import { operatorText } from './operator.text.ts'

/** The list that comes with MiniChat, to look things up in. */
export function DefaultPrices({ prices }: { prices: AiPrice[] }) {
  const text = useText(operatorText)
  const locale = useLocale()
  return (
    <details className={classes.card}>
      <summary>{text.defaultPrices}</summary>
      <table className={classes.prices}>
        <thead>
          <tr>
            <th scope="col">{text.model}</th>
            <th scope="col">{text.inputPrice}</th>
            <th scope="col">{text.outputPrice}</th>
          </tr>
        </thead>
        <tbody>
          {prices.map(({ model, inputMicroUsd, outputMicroUsd }) => (
            <tr key={model}>
              <th scope="row">
                <code>{model}</code>
              </th>
              <td>{formatUsd(locale, inputMicroUsd)}</td>
              <td>{formatUsd(locale, outputMicroUsd)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
