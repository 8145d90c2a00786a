import { buildSync } from 'esbuild';

/** What each package of the SDK is loaded for besides its commands. */
const NAMES: Readonly<Record<string, string>> = {
  'client-dynamodb': 'DynamoDBClient',
  'client-kms': 'KMSClient',
  'client-s3': 'S3Client',
  'client-ses': 'SESClient',
  'client-sfn': 'SFNClient',
  'lib-storage': 'Upload',
};

/** A module of the clients and commands among the files of a bundle, and of nothing else. */
export function clientsIn(files: readonly string[]): string {
  const commands = files.flatMap((file) => {
    const [, name, command] =
      /@aws-sdk\/(client-\w+|lib-storage)\/.*?(?:commands\/(\w+Command))?\.js$/u.exec(file) ?? [];
    return name === undefined ? [] : [{ name, command }];
  });
  return [...Map.groupBy(commands, ({ name }) => name)]
    .map(([name, of]) => {
      const client = NAMES[name];
      if (client === undefined) throw new Error(`the benchmark does not know what @aws-sdk/${name} is loaded for`);
      const wanted = of.flatMap(({ command }) => command ?? []);
      return `export { ${[client, ...wanted.sort()].join(', ')} } from '@aws-sdk/${name}';`;
    })
    .sort()
    .join('\n');
}

/** That module as anybody would bundle it for Lambda. */
export function clientsAlone(contents: string): Uint8Array {
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields: ['module', 'main'],
    minify: true,
    keepNames: true,
    logLevel: 'warning',
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}
