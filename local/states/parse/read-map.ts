import type { Distribution, MapState } from '../definition.ts';
import type { FieldReader } from './field-reader.ts';
import { readItemReader, readResultWriter } from './read-map-objects.ts';
import { readExit } from './read-exit.ts';
import { readGraph } from './read-graph.ts';
import { readRecovery } from './read-recovery.ts';
import { AFTER } from './read-template.ts';
import { VariableNotes, type Surroundings } from './reading.ts';

export function readMap(name: string, fields: FieldReader): MapState {
  const { surroundings } = fields;
  if (!fields.has('ItemProcessor')) fields.refuse('ItemProcessor is missing');
  const processor = fields.object('ItemProcessor');
  const config = processor?.object('ProcessorConfig');
  const distributed = config?.choice('Mode', ['INLINE', 'DISTRIBUTED']) === 'DISTRIBUTED';
  const execution = config?.choice('ExecutionType', ['STANDARD', 'EXPRESS']);
  config?.finish();
  if (distributed && !execution) config?.refuse('ExecutionType is missing');
  if (!distributed && execution) config?.refuse('belongs to DISTRIBUTED only', 'ExecutionType');
  if (distributed && surroundings.express) fields.refuse('a distributed Map does not run in an EXPRESS child');
  const items = fields.template('Items');
  if (items?.constant !== undefined && !Array.isArray(items.constant)) fields.refuse('is not a list', 'Items');
  const inner = innerSurroundings(surroundings, distributed, execution === 'EXPRESS');
  return {
    type: 'Map',
    name,
    items,
    itemSelector: fields.template('ItemSelector'),
    maxConcurrency: fields.numberTemplate('MaxConcurrency', { least: 0 }),
    toleratedFailurePercentage: fields.numberTemplate('ToleratedFailurePercentage', { least: 0 }),
    toleratedFailureCount: fields.numberTemplate('ToleratedFailureCount', { least: 0 }),
    processor: processor ? readGraph(processor, inner) : { startAt: '', states: new Map() },
    distributed: distributed ? readDistribution(name, execution === 'EXPRESS', fields) : undefined,
    ...readRecovery(fields),
    ...readExit(fields, AFTER),
  };
}

function innerSurroundings(outer: Surroundings, distributed: boolean, express: boolean): Surroundings {
  if (!distributed) return { ...outer, variables: new VariableNotes(outer.variables) };
  // A child execution sees nothing but its input; its variables are checked by themselves.
  return { reading: outer.reading, variables: VariableNotes.apart(outer.variables), express };
}

function readDistribution(name: string, express: boolean, fields: FieldReader): Distribution {
  if (fields.has('Items') && fields.has('ItemReader')) fields.refuse('has both Items and ItemReader');
  const label = fields.text('Label') ?? name.replaceAll(/[^A-Za-z0-9_-]/g, '');
  if (label.length > 40) fields.refuse(`${label} has more than 40 characters`, 'Label');
  const batcher = fields.object('ItemBatcher');
  const distribution: Distribution = {
    label,
    express,
    reader: readItemReader(fields),
    batcher: batcher && {
      maxItemsPerBatch: batcher.number('MaxItemsPerBatch', { least: 1 }) ?? 1,
      batchInput: batcher.template('BatchInput'),
    },
    writer: readResultWriter(fields),
  };
  if (batcher && !batcher.has('MaxItemsPerBatch')) batcher.refuse('MaxItemsPerBatch is missing');
  batcher?.finish();
  return distribution;
}
