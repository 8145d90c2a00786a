import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Half of a short command's time goes into compiling it. Kept with the packages, and not in a folder for everybody's
// temporary files: this code handles passwords.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/visionlift', import.meta.url)));
const { main } = await import('./commands/main.ts');

await main(process.argv.slice(2));
