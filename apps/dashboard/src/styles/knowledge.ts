// Tabs and the marks of a list.
import '@mantine/core/styles/Tabs.layer.css'
