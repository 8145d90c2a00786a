import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Half of a short command's time goes into compiling it. Kept with the packages, and not in a folder for everybody's
// temporary files: this code handles passwords. The only file of plain JavaScript: what runs before the cache is there
// would need the TypeScript compiler of Node, which takes 35 ms to load.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/visionlift', import.meta.url)));
const { main } = await import('./commands/main.ts');

await main(process.argv.slice(2));
