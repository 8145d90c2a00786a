/** Who does the console steps: a browser, a person at the desk, or a script (tests and large simulations). */
export type Hands = 'browser' | 'operator' | 'scripted';
