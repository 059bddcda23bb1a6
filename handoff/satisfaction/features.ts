/**
 * What a dialogue is judged by, each number about 0 to 1. The order does not matter: weights are
 * found by name.
 */
export const FEATURES = [
  // Signals of the customer's last messages, of the worst one, and how they change.
  'last-anger',
  'last-complaint',
  'last-not-helped',
  'last-thanks',
  'last-distress',
  'worst-anger',
  'worst-complaint',
  'worst-not-helped',
  'worst-wants-a-person',
  'worst-broken-promise',
  'worst-threat',
  'mood-falls',
  // What the customer's last messages mean, and all of them in the mean.
  'last-pleased',
  'last-accepting',
  'last-settled',
  'last-unsolved',
  'last-resigned',
  'last-ironic',
  'all-pleased',
  'all-unsolved',
  'all-resigned',
  // How they are put.
  'last-says-pleased',
  'last-says-solved',
  'last-says-accepts',
  'last-says-resigned',
  'last-says-leaving',
  'last-says-negates',
  'last-asks',
  'last-trails-off',
  'last-length',
  'says-waited',
  'says-again',
  'says-rude',
  'says-quick',
  'marks-run',
  // Whether it is the same over and over.
  'repeats-most',
  'repeats-share',
  'same-answer',
  // The service's last message, and all of them.
  'service-done',
  'service-informing',
  'service-refusing',
  'service-putting-off',
  'service-missing',
  'service-caring',
  'service-says-done',
  'service-says-refused',
  'service-says-promised',
  'service-says-wait',
  'service-says-sorry',
  'service-passes-on',
  'service-baffled',
  'service-compensates',
  'service-asks-for',
  'service-curt',
  // The course of it.
  'customer-turns',
  'customer-last',
  'number-without-result',
] as const

export type FeatureName = (typeof FEATURES)[number]

export type Features = Readonly<Record<FeatureName, number>>
