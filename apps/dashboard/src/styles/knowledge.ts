// Tabs, and choosing rows of a list.
import '@mantine/core/styles/Tabs.layer.css'
import '@mantine/core/styles/NumberInput.layer.css'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Checkbox.layer.css'
