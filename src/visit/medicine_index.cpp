#include "visit/medicine_index.h"

#include "visit/name_key.h"
#include "visit/systems.h"

#include <algorithm>

namespace carepress::visit {

std::vector<std::string> medicine_keys(const Concept& name) {
    std::vector<std::string> keys{name_key(name.name.text)};
    for (const RecordCode& code : name.codes)
        if (code.system == systems::rxnorm || code.system == systems::snomed_ct || code.system == systems::ndc)
            keys.push_back(code.system + "|" + code.code);
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return keys;
}

}  // namespace carepress::visit
