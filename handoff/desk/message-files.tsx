import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import { Icon } from '../../platform/ui/icon.js'
import { type FileMark, type FileType, isPicture } from '../upload/upload.js'
import type { DeskFrame } from './read-desk.js'

interface MessageFilesProps {
  readonly frame: DeskFrame
  readonly files: readonly FileMark[]
}

/** The longer side of a picture in the conversation, in pixels. */
const THUMBNAIL = 220

/** What a customer sent beside their words: pictures small, and the rest by name, type and size. */
export const MessageFiles: FC<MessageFilesProps> = ({ frame, files }) => {
  if (files.length === 0) return null
  return (
    <ul class='files plain small' aria-label={frame.words('files')}>
      {files.map((file) => {
        const facts = frame.words('file-facts', {
          type: TYPE_NAMES[file.type],
          size: sizeIn(frame.language, file.size),
        })
        const href = frame.fileHref(file.id)
        return (
          <li>
            {isPicture(file) ? (
              <a class='thumbnail' href={href} target='_blank' rel='noopener' title={facts}>
                <img src={href} alt={file.name} loading='lazy' {...thumbnailSize(file)} />
              </a>
            ) : (
              <a class='file' href={href} download={file.name}>
                <Icon name='paperclip' />
                <span>{file.name}</span>
                <span class='soft'>{facts}</span>
              </a>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** Known before the picture is there, so that nothing moves when it comes. */
function thumbnailSize({ width, height }: FileMark) {
  if (!width || !height) return {}
  const scale = Math.min(1, THUMBNAIL / Math.max(width, height))
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  }
}

const TYPE_NAMES: Readonly<Record<FileType, string>> = {
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/webp': 'WebP',
  'image/gif': 'GIF',
  'image/heic': 'HEIC',
  'application/pdf': 'PDF',
  'video/mp4': 'MP4',
  'video/quicktime': 'MOV',
}

const KB = 1024
const MB = KB * KB

function sizeIn(language: Language, bytes: number): string {
  const [unit, amount] = bytes < MB ? ['kilobyte', Math.ceil(bytes / KB)] : ['megabyte', bytes / MB]
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: amount < 10 ? 1 : 0,
  }).format(amount)
}
