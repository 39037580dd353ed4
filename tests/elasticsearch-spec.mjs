// Trims Elastic's published specification (npm @elastic/request-converter, dist/schema.json) to what the tests check: the endpoints named
// here and every type they reach, without descriptions and examples. Usage: node elasticsearch-spec.mjs schema.json spec.json
import { readFileSync, writeFileSync } from 'node:fs'

const endpoints = [
  'info', 'bulk', 'search', 'mget', 'get', 'index', 'open_point_in_time', 'close_point_in_time', 'delete_by_query', 'indices.refresh',
  'ilm.put_lifecycle', 'ilm.get_lifecycle', 'cluster.put_component_template', 'cluster.get_component_template', 'indices.put_index_template',
  'indices.get_index_template', 'security.has_privileges', 'security.get_api_key', 'indices.get_alias', 'indices.delete', 'indices.get_mapping', 'indices.put_mapping',
  'indices.delete_data_stream', 'indices.delete_index_template', 'cluster.delete_component_template', 'ilm.delete_lifecycle',
]
const noise = new Set(['description', 'examples', 'specLocation', 'docUrl', 'docId', 'extDocId', 'extDocUrl', 'extPreviousVersionDocUrl', 'availability', 'deprecation', 'docTag', 'docUrlServerless', 'extDocDescription', 'privileges'])
const key = n => `${n.namespace}.${n.name}`
const schema = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const types = new Map(schema.types.map(t => [key(t.name), t]))
const wanted = schema.endpoints.filter(e => endpoints.includes(e.name))
const missing = endpoints.filter(n => !wanted.some(e => e.name === n))
if (missing.length > 0) throw new Error(`The specification has no endpoint ${missing.join(', ')}`)

const kept = new Map()
const open = [...wanted.flatMap(e => [e.request, e.response]), { namespace: '_types', name: 'ErrorResponseBase' }]
while (open.length > 0) {
  const type = types.get(key(open.pop()))
  if (!type || kept.has(key(type.name))) continue
  kept.set(key(type.name), type)
  JSON.stringify(type, (name, value) => {
    if (noise.has(name)) return undefined
    if (value && typeof value === 'object' && typeof value.namespace === 'string' && typeof value.name === 'string') open.push(value)
    return value
  })
}

const strip = (name, value) => (noise.has(name) && typeof value !== 'boolean' ? undefined : value)
writeFileSync(process.argv[3], JSON.stringify({ endpoints: wanted, types: [...kept.values()] }, strip))
