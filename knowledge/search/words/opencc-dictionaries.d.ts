// The library's dictionaries, one by one, as `from to|from to|…`; it declares types for all together.
declare module 'opencc-js/dict/*' {
  const dictionary: string
  export default dictionary
}
