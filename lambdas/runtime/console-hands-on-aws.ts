/**
 * The hands of the console functions. Which file this is, `imports` in `package.json` says and `lib/bundles` chooses, by
 * the setting `defaultHands`: no bundle carries the code of hands that its deployment does not have.
 */
export { consoleHandsOnAws } from '#console-hands';
