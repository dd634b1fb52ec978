// The fields of set-up, sign-in and settings.
import '@mantine/core/styles/PasswordInput.layer.css'
import '@mantine/core/styles/Progress.layer.css'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Radio.layer.css'
import '@mantine/core/styles/Checkbox.layer.css'
import '@mantine/core/styles/Divider.layer.css'
import '@mantine/core/styles/Code.layer.css'
