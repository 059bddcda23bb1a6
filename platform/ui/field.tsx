import type { FC, PropsWithChildren } from 'hono/jsx'
import type { Language } from '../language.js'
import { uiWords } from './ui-words.js'

/** What is wrong in a form, by the name of the field. */
export type FormErrors = Readonly<Record<string, string>>

interface FieldProps {
  /** The field's name, and its id. */
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
}

/** One labelled field with its hint and its error beside it. */
export const Field: FC<PropsWithChildren<FieldProps>> = ({
  name,
  label,
  hint,
  error,
  children,
}) => (
  <div class='field'>
    <label for={name}>{label}</label>
    {hint && (
      <p class='soft small' id={`${name}-hint`}>
        {hint}
      </p>
    )}
    {children}
    {error && (
      <p class='error' id={`${name}-error`}>
        {error}
      </p>
    )}
  </div>
)

type InputProps = FieldProps & {
  readonly type?: 'text' | 'password' | 'search' | 'datetime-local'
  readonly value?: string
  readonly required?: boolean
  readonly autocomplete?: string
  readonly autofocus?: boolean
}

export const TextField: FC<InputProps> = ({ name, label, hint, error, ...input }) => (
  <Field name={name} label={label} hint={hint} error={error}>
    <input {...input} {...described({ name, hint, error })} type={input.type ?? 'text'} />
  </Field>
)

export interface Option {
  readonly value: string
  readonly label: string
}

type SelectProps = FieldProps & {
  readonly options: readonly Option[]
  readonly value?: string | undefined
  readonly required?: boolean
  /** Shown first, and not a choice. */
  readonly placeholder?: string
}

export const SelectField: FC<SelectProps> = (props) => {
  const { name, label, hint, error, options, value, required, placeholder } = props
  return (
    <Field name={name} label={label} hint={hint} error={error}>
      <select {...described({ name, hint, error })} required={required}>
        {placeholder !== undefined && <option value=''>{placeholder}</option>}
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  )
}

type AreaProps = FieldProps & {
  readonly value?: string
  readonly rows?: number
  readonly required?: boolean
}

export const AreaField: FC<AreaProps> = ({ name, label, hint, error, value, rows, required }) => (
  <Field name={name} label={label} hint={hint} error={error}>
    <textarea {...described({ name, hint, error })} rows={rows ?? 3} required={required}>
      {value ?? ''}
    </textarea>
  </Field>
)

/** What stands on top of a form that was refused: each error, as a link to its field. */
export const ErrorSummary: FC<{ language: Language; errors: FormErrors }> = ({
  language,
  errors,
}) => {
  const entries = Object.entries(errors)
  if (entries.length === 0) return null
  return (
    <div class='notice late' role='alert'>
      <h2>{uiWords(language)('errors-title', { count: entries.length })}</h2>
      <ul>
        {entries.map(([name, error]) => (
          <li>
            <a href={`#${name}`}>{error}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

function described({ name, hint, error }: Pick<InputProps, 'name' | 'hint' | 'error'>) {
  const ids = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ')
  return {
    id: name,
    name,
    ...(ids ? { 'aria-describedby': ids } : {}),
    ...(error ? { 'aria-invalid': 'true' as const } : {}),
  }
}
