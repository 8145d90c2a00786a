import { Command } from 'commander';
import { destroyCredentials } from './destroy.ts';
import { importCredentials } from './import.ts';
import { listCredentials } from './list.ts';

/** `credentials`: what operators do with the vault. None of it can read a secret. */
export function credentials(): Command {
  return new Command('credentials')
    .description('import, list and destroy the passwords and seeds of tenants')
    .addCommand(importCredentials())
    .addCommand(listCredentials())
    .addCommand(destroyCredentials());
}
