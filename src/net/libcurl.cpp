#include "net/libcurl.h"

#include "base/error.h"

#include <dlfcn.h>

#include <string>

namespace carepress::net {
namespace {

constexpr const char* file_name = "libcurl.so.4";

template <class Function>
void find(void* library, const char* name, Function& function) {
    function = reinterpret_cast<Function>(::dlsym(library, name));
    if (function == nullptr) throw EnvironmentError(std::string(file_name) + " has no " + name);
}

Libcurl load() {
    void* library = ::dlopen(file_name, RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) throw EnvironmentError(std::string("libcurl cannot be loaded: ") + ::dlerror());
    Libcurl loaded{};
    find(library, "curl_global_init", loaded.global_init);
    find(library, "curl_free", loaded.free);
    find(library, "curl_slist_append", loaded.slist_append);
    find(library, "curl_slist_free_all", loaded.slist_free_all);
    find(library, "curl_url", loaded.url);
    find(library, "curl_url_cleanup", loaded.url_cleanup);
    find(library, "curl_url_get", loaded.url_get);
    find(library, "curl_url_set", loaded.url_set);
    find(library, "curl_easy_init", loaded.easy_init);
    find(library, "curl_easy_cleanup", loaded.easy_cleanup);
    find(library, "curl_easy_setopt", loaded.easy_setopt);
    find(library, "curl_easy_getinfo", loaded.easy_getinfo);
    find(library, "curl_easy_strerror", loaded.easy_strerror);
    find(library, "curl_multi_init", loaded.multi_init);
    find(library, "curl_multi_cleanup", loaded.multi_cleanup);
    find(library, "curl_multi_add_handle", loaded.multi_add_handle);
    find(library, "curl_multi_remove_handle", loaded.multi_remove_handle);
    find(library, "curl_multi_perform", loaded.multi_perform);
    find(library, "curl_multi_poll", loaded.multi_poll);
    find(library, "curl_multi_info_read", loaded.multi_info_read);
    if (loaded.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) throw EnvironmentError("libcurl cannot be initialized");
    return loaded;
}

}  // namespace

const Libcurl& libcurl() {
    static const Libcurl loaded = load();
    return loaded;
}

}  // namespace carepress::net
