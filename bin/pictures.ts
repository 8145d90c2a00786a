import { takePictures } from '../local/docs/pictures.ts';

// `npm run pictures`: the pictures of README.md and docs/command-line.md, from a run of the sample by browser hands; a
// minute and a half. After a change of what they show; then look at each, and at the sentence under it.
await takePictures(new URL('../docs/pictures/', import.meta.url).pathname);
