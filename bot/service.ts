// The folder's second door: the whole program, for who runs it in a process of their own.

export { startService } from './app.js'
export { readConfig } from './config.js'
