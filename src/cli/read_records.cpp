#include "cli/read_records.h"

#include "base/secret_file.h"
#include "cli/messages.h"
#include "token/client_key.h"

#include <stdexcept>
#include <string_view>
#include <variant>

namespace carepress::cli {
namespace {

token::ClientKey read_client_key(const std::string& file) {
    constexpr std::string_view what = "the client's key";
    auto key = token::ClientKey::read(read_secret_file(file, what, token::ClientKey::largest));
    if (const auto* const problem = std::get_if<std::string>(&key)) refuse_secret_file(file, what, *problem);
    return std::get<token::ClientKey>(std::move(key));
}

}  // namespace

std::optional<std::vector<record::RecordSystem>> read_records(const std::string& file) {
    Source source;
    try {
        source = read_source(file);
    } catch (const std::runtime_error& error) {  // EnvironmentError, SourceTooLarge
        print_error(error.what(), "--records takes a YAML file; docs/record.md shows one");
        return std::nullopt;
    }
    Diagnostics diagnostics(source);
    std::vector<record::RecordSystem> systems = record::read_record_systems(source, diagnostics);
    if (diagnostics.has_errors()) {
        for (const Diagnostic& each : diagnostics.all()) print(each);
        return std::nullopt;
    }
    for (record::RecordSystem& system : systems)
        if (!system.key_file.empty()) system.key = read_client_key(system.key_file);
    return systems;
}

}  // namespace carepress::cli
