#pragma once

#include <openssl/err.h>

namespace carepress::token {

/// What OpenSSL says of a failure stays in a queue of the thread, where code that asks next would take it for its own.
class ErrorMark {
public:
    ErrorMark() { ::ERR_set_mark(); }
    ~ErrorMark() { ::ERR_pop_to_mark(); }
    ErrorMark(const ErrorMark&) = delete;
    ErrorMark& operator=(const ErrorMark&) = delete;
};

}  // namespace carepress::token
