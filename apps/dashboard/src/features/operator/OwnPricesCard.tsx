import { ActionIcon, Button, TextInput } from '@mantine/core'
import type { AiPrice } from '@minichat/contracts'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { SettingsCard } from '../../components/SettingsCard.tsx'
import { useText } from '../../lib/text.ts'
import { asTyped, parseUsd } from '../ai-cost/money.ts'
import classes from './Operator.module.css'
import { operatorText } from './operator.text.ts'
import { useSaveAiPrices } from './use-ai-prices.ts'

type Row = { id: number; model: string; input: string; output: string }

let made = 0
const newRow = (): Row => ({ id: (made += 1), model: '', input: '', output: '' })
const rowOf = ({ model, inputMicroUsd, outputMicroUsd }: AiPrice): Row => ({
  ...newRow(),
  model,
  input: asTyped(inputMicroUsd),
  output: asTyped(outputMicroUsd),
})
const priceOf = ({ model, input, output }: Row): AiPrice => ({
  model: model.trim().toLowerCase(),
  inputMicroUsd: parseUsd(input) ?? 0,
  outputMicroUsd: parseUsd(output) ?? 0,
})
const isAmount = (typed: string) => typeof parseUsd(typed) === 'number'

/** The prices that operators set, as one list. */
export function OwnPricesCard({ prices }: { prices: AiPrice[] }) {
  const text = useText(operatorText)
  const save = useSaveAiPrices()
  const [rows, setRows] = useState(() => prices.map(rowOf))
  const [isChecked, setIsChecked] = useState(false)
  const change = (id: number, part: Partial<Row>) =>
    setRows((before) => before.map((row) => (row.id === id ? { ...row, ...part } : row)))
  const isTwice = (row: Row) => rows.some((one) => one.id !== row.id && priceOf(one).model === priceOf(row).model)
  const modelProblem = (row: Row) =>
    row.model.trim() === '' ? text.modelMissing : isTwice(row) ? text.modelTwice : null
  const isWrong = rows.some((row) => modelProblem(row) !== null || !isAmount(row.input) || !isAmount(row.output))

  function onSave() {
    setIsChecked(true)
    if (isWrong) return
    save.mutate(rows.map(priceOf), { onSuccess: (saved) => setRows(saved.prices.map(rowOf)) })
  }

  return (
    <SettingsCard
      title={text.ownPrices}
      save={{
        onSave,
        isDirty: isWrong || JSON.stringify(rows.map(priceOf)) !== JSON.stringify(prices),
        isPending: save.isPending,
        isSaved: save.isSuccess,
        error: save.error,
      }}
      footer={
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setRows((before) => [...before, newRow()])}
        >
          {text.addPrice}
        </Button>
      }
    >
      {rows.map((row) => (
        <div key={row.id} className={classes.price}>
          <TextInput
            label={text.model}
            value={row.model}
            error={isChecked && modelProblem(row)}
            onChange={(event) => change(row.id, { model: event.currentTarget.value })}
          />
          <PriceField
            label={text.inputPrice}
            value={row.input}
            isChecked={isChecked}
            onChange={(input) => change(row.id, { input })}
          />
          <PriceField
            label={text.outputPrice}
            value={row.output}
            isChecked={isChecked}
            onChange={(output) => change(row.id, { output })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={text.removePrice(row.model)}
            onClick={() => setRows((before) => before.filter(({ id }) => id !== row.id))}
          >
            <IconTrash size={18} stroke={1.6} aria-hidden />
          </ActionIcon>
        </div>
      ))}
    </SettingsCard>
  )
}

function PriceField(props: { label: string; value: string; isChecked: boolean; onChange: (value: string) => void }) {
  const text = useText(operatorText)
  return (
    <TextInput
      label={props.label}
      inputMode="decimal"
      leftSection="$"
      value={props.value}
      error={props.isChecked && !isAmount(props.value) && text.priceInvalid}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  )
}
