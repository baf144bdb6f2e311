// Reads an exported Arrow file with Arrow's JavaScript package, and adds up its parameters.
//
//   npm install apache-arrow
//   node read_arrow.mjs part-00000.arrow

import { readFileSync } from 'fs';
import { tableFromIPC } from 'apache-arrow';

const table = tableFromIPC(readFileSync(process.argv[2]));
const fields = table.schema.fields.map((field) => `${field.name}: ${field.type}`);
const layout = JSON.parse(table.schema.metadata.get('anchorage.layout'));

let numbers = 0;
let sum = 0;
for (const batch of table.batches) {
  // The numbers of all lists of the batch, one after the other, not copied.
  const values = batch.getChild('parameters').data[0].children[0].values;
  numbers += values.length;
  sum += values.reduce((a, b) => a + b, 0);
}

const first = table.get(0);
console.log(`${table.numRows} fields in ${table.batches.length} batches; ${fields.join(', ')}`);
console.log(`layout ${layout.map((entry) => `${entry.name} ${entry.shape.join('x')}`).join(', ')}`);
console.log(`${numbers} numbers, sum ${sum}; the first field is ${first.id}, ${first.psnr} dB`);
