/** The role that every machine here has; nobody asks what it may do. */
export const ROLE_ARN = 'arn:aws:iam::123456789012:role/embedded';

/** Builds the names AWS gives to machines, executions and Map Runs. */
export class Arns {
  readonly region: string;
  readonly #prefix: (service: string) => string;

  constructor(region: string, accountId: string) {
    this.region = region;
    this.#prefix = (kind) => `arn:aws:states:${region}:${accountId}:${kind}`;
  }

  stateMachine(name: string): string {
    return `${this.#prefix('stateMachine')}:${name}`;
  }

  execution(machine: string, name: string): string {
    return `${this.#prefix('execution')}:${machine}:${name}`;
  }

  mapRun(machine: string, label: string, id: string): string {
    return `${this.#prefix('mapRun')}:${machine}/${label}:${id}`;
  }

  child(machine: string, label: string, run: string, id: string, express: boolean): string {
    if (express) return `${this.#prefix('express')}:${machine}/${label}:${run}:${id}`;
    return `${this.#prefix('execution')}:${machine}/${label}:${id}`;
  }
}

/** `ConfirmLicence` of `ConfirmLicence`, of `ConfirmLicence:live` and of a function's ARN with or without version. */
export function functionNameOf(nameOrArn: string): string {
  const parts = nameOrArn.split(':');
  const marker = parts.indexOf('function');
  return (parts[0] === 'arn' && marker >= 0 ? parts[marker + 1] : parts[0]) ?? nameOrArn;
}

const NOT_IN_A_NAME = /[\s?*<>{}[\]"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]/;

/** Why AWS would not take `name` for an execution or a machine, or `undefined`. */
export function whyNotAName(name: string): string | undefined {
  if (name.length < 1 || name.length > 80) return `Invalid Name: '${name}' (1 to 80 characters)`;
  const found = NOT_IN_A_NAME.exec(name);
  return found ? `Invalid Name: '${name}' (it holds ${JSON.stringify(found[0])})` : undefined;
}
