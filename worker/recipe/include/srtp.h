// The part of libsrtp 3 that mediasoup-worker calls, over libsrtp 2, which is
// what Debian has. libsrtp 3 differs in three ways: the policy is an opaque
// object with setters, packets have an input and an output buffer with sizes in
// size_t, and two error codes are new.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>

// Version 3's srtp_policy_t is a pointer; version 2's struct of that name gives
// way. C functions do not carry their parameter types in their symbol.
#define srtp_policy_t srtp2_policy_t
#include <srtp2/srtp.h>
#undef srtp_policy_t

// Codes that version 2 never returns, numbered as in version 3.
inline constexpr auto srtp_err_status_buffer_small = static_cast<srtp_err_status_t>(28);
inline constexpr auto srtp_err_status_cryptex_err  = static_cast<srtp_err_status_t>(29);

struct srtp_policy_ctx_t
{
	srtp2_policy_t v2{};
	uint8_t key[SRTP_MAX_KEY_LEN]{};
	// Bytes of master key and of salt that the profile asks for.
	size_t keyLen{ 0 };
	size_t saltLen{ 0 };
};

using srtp_policy_t = srtp_policy_ctx_t*;

inline srtp_err_status_t srtp_policy_create(srtp_policy_t* policy)
{
	*policy = new (std::nothrow) srtp_policy_ctx_t();

	return *policy ? srtp_err_status_ok : srtp_err_status_alloc_fail;
}

inline void srtp_policy_destroy(srtp_policy_t policy)
{
	if (policy)
	{
		// Through volatile, so that the compiler keeps the wiping of the key.
		auto* key = static_cast<volatile uint8_t*>(policy->key);

		for (size_t i{ 0 }; i < sizeof(policy->key); ++i)
		{
			key[i] = 0;
		}
	}

	delete policy;
}

inline srtp_err_status_t srtp_policy_set_ssrc(srtp_policy_t policy, srtp_ssrc_t ssrc)
{
	policy->v2.ssrc = ssrc;

	return srtp_err_status_ok;
}

// The _for_rtcp function of version 2 keeps the 80-bit RTCP tag for the _32
// profile, as RFC 5764, section 4.1.2, wants.
inline srtp_err_status_t srtp_policy_set_profile(srtp_policy_t policy, srtp_profile_t profile)
{
	const auto err = srtp_crypto_policy_set_from_profile_for_rtp(&policy->v2.rtp, profile);

	if (err != srtp_err_status_ok)
	{
		return err;
	}

	policy->keyLen  = srtp_profile_get_master_key_length(profile);
	policy->saltLen = srtp_profile_get_master_salt_length(profile);

	return srtp_crypto_policy_set_from_profile_for_rtcp(&policy->v2.rtcp, profile);
}

// Version 2 wants key and salt in one piece, and has one key where it has no MKI.
inline srtp_err_status_t srtp_policy_add_key(
  srtp_policy_t policy,
  const uint8_t* key,
  size_t keyLen,
  const uint8_t* salt,
  size_t saltLen,
  const uint8_t* /*mki*/,
  size_t mkiLen)
{
	if (
	  mkiLen != 0 || keyLen != policy->keyLen || saltLen != policy->saltLen ||
	  keyLen + saltLen > sizeof(policy->key))
	{
		return srtp_err_status_bad_param;
	}

	std::memcpy(policy->key, key, keyLen);
	std::memcpy(policy->key + keyLen, salt, saltLen);
	policy->v2.key = policy->key;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_allow_repeat_tx(srtp_policy_t policy, bool allow)
{
	policy->v2.allow_repeat_tx = allow ? 1 : 0;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_window_size(srtp_policy_t policy, size_t size)
{
	policy->v2.window_size = static_cast<unsigned long>(size);

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_create(srtp_t* session, srtp_policy_t policy)
{
	return srtp_create(session, const_cast<const srtp2_policy_t*>(&policy->v2));
}

inline srtp_err_status_t srtp_stream_remove(srtp_t session, uint32_t ssrc)
{
	return srtp_remove_stream(session, ssrc);
}

namespace srtp_over_v2
{
	// Version 2 works in place and takes lengths as int. `growth` is the most
	// bytes the operation can add to the packet.
	template<typename Operation>
	inline srtp_err_status_t run(
	  const uint8_t* in, size_t inLen, uint8_t* out, size_t* outLen, size_t growth, Operation operation)
	{
		if (inLen + growth > *outLen)
		{
			return srtp_err_status_buffer_small;
		}

		if (in != out)
		{
			std::memmove(out, in, inLen);
		}

		int len        = static_cast<int>(inLen);
		const auto err = operation(out, &len);

		if (err == srtp_err_status_ok)
		{
			*outLen = static_cast<size_t>(len);
		}

		return err;
	}

	// RFC 3711, section 3.4: the SRTCP index and its E flag.
	inline constexpr size_t RtcpIndexLen{ 4 };
} // namespace srtp_over_v2

inline srtp_err_status_t srtp_protect(
  srtp_t session, const uint8_t* rtp, size_t rtpLen, uint8_t* srtp, size_t* srtpLen, size_t /*mkiIndex*/)
{
	return srtp_over_v2::run(
	  rtp,
	  rtpLen,
	  srtp,
	  srtpLen,
	  SRTP_MAX_TAG_LEN,
	  [session](void* packet, int* len) { return srtp_protect(session, packet, len); });
}

inline srtp_err_status_t srtp_unprotect(
  srtp_t session, const uint8_t* srtp, size_t srtpLen, uint8_t* rtp, size_t* rtpLen)
{
	return srtp_over_v2::run(
	  srtp,
	  srtpLen,
	  rtp,
	  rtpLen,
	  0,
	  [session](void* packet, int* len) { return srtp_unprotect(session, packet, len); });
}

inline srtp_err_status_t srtp_protect_rtcp(
  srtp_t session, const uint8_t* rtcp, size_t rtcpLen, uint8_t* srtcp, size_t* srtcpLen, size_t /*mkiIndex*/)
{
	return srtp_over_v2::run(
	  rtcp,
	  rtcpLen,
	  srtcp,
	  srtcpLen,
	  SRTP_MAX_TAG_LEN + srtp_over_v2::RtcpIndexLen,
	  [session](void* packet, int* len) { return srtp_protect_rtcp(session, packet, len); });
}

inline srtp_err_status_t srtp_unprotect_rtcp(
  srtp_t session, const uint8_t* srtcp, size_t srtcpLen, uint8_t* rtcp, size_t* rtcpLen)
{
	return srtp_over_v2::run(
	  srtcp,
	  srtcpLen,
	  rtcp,
	  rtcpLen,
	  0,
	  [session](void* packet, int* len) { return srtp_unprotect_rtcp(session, packet, len); });
}
