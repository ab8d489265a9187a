using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Data.SqlClient;

namespace Portal.Accounts;

public class LoginModel
{
    public string UserName { get; set; } = "";

    public string Password { get; set; } = "";
}

public class PortalUser
{
    public int Id { get; set; }

    public string Name { get; set; } = "";
}

public class UserStore
{
    private readonly IConfiguration _configuration;

    public UserStore(IConfiguration configuration) => _configuration = configuration;

    public PortalUser? Authenticate(string userName, string password)
    {
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(password)));
        using var connection = new SqlConnection(_configuration.GetConnectionString("Portal"));
        connection.Open();
        string query = "SELECT Id, Name FROM Users WHERE UserName = '" + userName + "' AND PasswordHash = '" + hash + "'";
        using var command = new SqlCommand(query, connection); // guardrail: BG4001
        using var reader = command.ExecuteReader();
        return reader.Read() ? new PortalUser { Id = reader.GetInt32(0), Name = reader.GetString(1) } : null;
    }

    public void RememberLogin(int userId, string? address)
    {
        using var connection = new SqlConnection(_configuration.GetConnectionString("Portal"));
        connection.Open();
        using var command = new SqlCommand("INSERT INTO Logins (UserId, Address, At) VALUES (@user, @address, SYSUTCDATETIME())", connection);
        command.Parameters.AddWithValue("@user", userId);
        command.Parameters.AddWithValue("@address", (object?)address ?? DBNull.Value);
        command.ExecuteNonQuery();
    }
}

public class AccountController : Controller
{
    private readonly UserStore _users;

    public AccountController(UserStore users) => _users = users;

    [HttpPost]
    [ValidateAntiForgeryToken]
    public async Task<IActionResult> Login(LoginModel model, string? returnUrl)
    {
        if (!ModelState.IsValid)
            return View(model);
        var user = _users.Authenticate(model.UserName, model.Password);
        if (user is null)
        {
            ModelState.AddModelError("", "Unknown user or wrong password.");
            return View(model);
        }

        _users.RememberLogin(user.Id, HttpContext.Connection.RemoteIpAddress?.ToString());
        var identity = new ClaimsIdentity(new[] { new Claim(ClaimTypes.Name, user.Name) }, "cookie");
        await HttpContext.SignInAsync(new ClaimsPrincipal(identity));
        return LocalRedirect(returnUrl ?? "/");
    }
}
