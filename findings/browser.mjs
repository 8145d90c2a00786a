import { writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const unpacked = `${import.meta.dirname}/unpacked`;
const COULD_NOT_RUN = 75;

/** A browser that resolves no name; the process ends with 75 where none starts. */
export async function launch() {
  try {
    // Read when the package is loaded: where to unpack, and that the libraries of Lambda are wanted too.
    Object.assign(process.env, { TMPDIR: unpacked, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' });
    const { default: packed } = await import('@sparticuz/chromium');
    const executablePath = await packed.executablePath();
    const fonts = `${unpacked}/fonts.conf`;
    writeFileSync(fonts, `<fontconfig><dir>${unpacked}/fonts</dir><cachedir>${unpacked}/cache</cachedir></fontconfig>`);
    const env = { ...process.env, FONTCONFIG_FILE: fonts };
    delete env.FONTCONFIG_PATH;
    return await chromium.launch({
      executablePath,
      env,
      args: ['--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1'],
    });
  } catch (error) {
    console.error(error);
    process.exit(COULD_NOT_RUN);
  }
}
